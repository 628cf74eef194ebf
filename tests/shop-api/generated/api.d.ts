export interface paths {
    "/purposes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The purposes that a consent can be about
         * @description Their ids are those of the register, and of every other call here. Needs the scope `consents:read`.
         */
        get: operations["listPurposes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{customerId}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a customer has chosen, as it counts now
         * @description Choices of their browsers while signed in, of their account, of forms, and those recorded here: the newest of each purpose. Needs the scope `consents:read`.
         */
        get: operations["getCustomerConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same for an e-mail address
         * @description It is posted, so that no address stands in a log of addresses. Needs the scope `consents:read`.
         */
        post: operations["findConsents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records a consent or a refusal that was given elsewhere
         * @description At a till, on the phone, on paper. It is added to the ledger, counts from `decidedAt` on, and never replaces what the person chose after that. A refusal of e-mail or SMS is passed on to Shopify; a consent subscribes nobody there, as no consent given to Kept does. Needs the scope `consents:write`.
         */
        post: operations["recordConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests of data subjects and how they stand
         * @description Open ones by their last day, closed ones from the newest on. What people wrote is read in Kept. Needs the scope `requests:read`.
         */
        get: operations["listRequests"];
        put?: never;
        /**
         * Files a request that reached the shop
         * @description By e-mail, post or phone. Its time counts from `receivedOn`. Who asks has still to be proven, except for an objection or a withdrawal, which takes effect at once. Needs the scope `requests:write`.
         */
        post: operations["fileRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How one request stands
         * @description Needs the scope `requests:read`.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Whom it is about: a customer of Shopify’s, an e-mail address, or both */
        Person: {
            /** @description Shopify’s id of the customer, the number alone */
            customerId?: string;
            /** @description An e-mail address */
            email?: string;
        };
        PurposeList: {
            purposes: {
                id: string;
                /** @description In English, or as it was published */
                name: string;
            }[];
        };
        ConsentState: {
            /** @description Kept’s id of the person, which says nothing of them. Null for somebody whom Kept does not know, or who was erased */
            person: string | null;
            /** @description Shopify’s id of the customer; null for nobody known there */
            customer: string | null;
            /** @description Their data may only be stored (GDPR Art. 18): use no consent meanwhile */
            restricted: boolean;
            /** @description Every purpose that the person was asked about. One that is missing was never agreed to */
            purposes: {
                purpose: string;
                granted: boolean;
                /** Format: date-time */
                decidedAt: string;
                /**
                 * Format: uuid
                 * @description The record in the ledger
                 */
                record: string;
            }[];
        };
        FindConsents: {
            person: components["schemas"]["Person"];
        };
        NewConsent: {
            person: components["schemas"]["Person"];
            /** @description True: the person agreed; false: they refused or withdrew. By the purpose’s id */
            choices: {
                [key: string]: boolean;
            };
            /**
             * Format: date-time
             * @description When the person chose
             */
            decidedAt: string;
            /**
             * @description Where the person was asked
             * @enum {string}
             */
            where: "till" | "call_centre" | "paper" | "event" | "website" | "other";
            /** @description The words that the person was asked with, as evidence */
            wording?: {
                language: string;
                text: string;
            };
            /** @description Who asked: a till, a member of the team */
            askedBy?: string;
            /** @description The record’s number in your own system */
            reference?: string;
        };
        RecordedConsent: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Kept’s id of the person, which says nothing of them. Null for somebody whom Kept does not know, or who was erased */
            person: string | null;
            /** @description Shopify’s id of the customer; null for nobody known there */
            customer: string | null;
        };
        NewRequest: {
            /** @enum {string} */
            kind: "access" | "portability" | "rectification" | "erasure" | "restriction" | "objection_to_prospecting" | "objection_to_profiling" | "withdrawal_of_consent" | "opt_out_of_sale" | "human_review" | "instructions_after_death" | "question";
            /**
             * @description How the person reached the shop
             * @enum {string}
             */
            channel: "email" | "post" | "phone";
            person: {
                /** @description Shopify’s id of the customer, the number alone */
                customerId?: string;
                /** @description An e-mail address */
                email?: string;
                phone?: string;
            };
            /**
             * @default person
             * @enum {string}
             */
            asker?: "person" | "agent" | "parent";
            /**
             * @default consumer
             * @enum {string}
             */
            audience?: "consumer" | "professional";
            /**
             * Format: date
             * @description The day on which the shop received it, at the shop’s place. Left out: today
             */
            receivedOn?: string;
            /** @description ISO 3166-1 */
            country?: string;
            /** @description ISO 3166-2, without the country */
            region?: string;
            /**
             * @description Of the answer
             * @enum {string}
             */
            language?: "bg" | "cs" | "da" | "de" | "el" | "en" | "es" | "et" | "fi" | "fr" | "ga" | "hr" | "hu" | "it" | "lt" | "lv" | "mt" | "nl" | "pl" | "pt" | "ro" | "sk" | "sl" | "sv";
            /**
             * @description What the person wrote or said
             * @default
             */
            text?: string;
        };
        RequestState: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "access" | "portability" | "rectification" | "erasure" | "restriction" | "objection_to_prospecting" | "objection_to_profiling" | "withdrawal_of_consent" | "opt_out_of_sale" | "human_review" | "instructions_after_death" | "question";
            /** @enum {string} */
            state: "received" | "identity_check" | "in_progress" | "waiting_for_person" | "answered" | "refused" | "withdrawn" | "joined" | "erased";
            /** @enum {string} */
            channel: "shopify_webhook" | "storefront" | "customer_account" | "email" | "post" | "phone";
            /** Format: date-time */
            receivedAt: string;
            /** @description The last day for the answer */
            dueOn: string | null;
            closedAt: string | null;
            /** @description Kept’s id of the person, which says nothing of them. Null for somebody whom Kept does not know, or who was erased */
            person: string | null;
            /** @description Shopify’s id of the customer; null for nobody known there */
            customer: string | null;
        };
        RequestList: {
            requests: components["schemas"]["RequestState"][];
            /** @description Pass it as `after` to get the next page; null on the last one */
            next: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listPurposes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The purposes that a consent can be about */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurposeList"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerConsents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Shopify’s id of the customer, the number alone */
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a customer has chosen, as it counts now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentState"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is not what this call takes */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findConsents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindConsents"];
            };
        };
        responses: {
            /** @description The same for an e-mail address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentState"];
                };
            };
            /** @description The body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Several customers have this address */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is not what this call takes */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordConsent: {
        parameters: {
            query?: never;
            header: {
                /** @description Names the call, such as a random UUID. Sent again within 7 days it changes nothing, and gives the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConsent"];
            };
        };
        responses: {
            /** @description Records a consent or a refusal that was given elsewhere */
            201: {
                headers: {
                    /** @description `true`: an earlier call of this name had done it */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedConsent"];
                };
            };
            /** @description The body is not JSON. The header Idempotency-Key is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Several customers have this address. The person was erased after that */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is not what this call takes. The Idempotency-Key was used for another call */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                view?: "open" | "closed" | "all";
                /** @description Shopify’s id of the customer, the number alone */
                customer?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests of data subjects and how they stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is not what this call takes */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fileRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description Names the call, such as a random UUID. Sent again within 7 days it changes nothing, and gives the same answer. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            /** @description Files a request that reached the shop */
            201: {
                headers: {
                    /** @description `true`: an earlier call of this name had done it */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestState"];
                };
            };
            /** @description The body is not JSON. The header Idempotency-Key is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is not what this call takes. The Idempotency-Key was used for another call */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How one request stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestState"];
                };
            };
            /** @description No key, or one that opens nothing */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. The shop does not have Kept */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content is not what this call takes */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many calls */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not now, try again */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
