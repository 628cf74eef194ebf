/* Which shops still have rows of what is held about people whose requests were closed before then. Like
   request_answers_over: asked without a tenant, answered with names alone. */
CREATE POLICY collections_over ON request_collections FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION request_collections_over(closed_by timestamptz, most integer) RETURNS TABLE (shop text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT DISTINCT c.shop
    FROM request_collections c
    JOIN data_subject_requests r ON r.shop = c.shop AND r.id = c.request_id
    WHERE c.state <> 'destroyed' AND r.closed_at <= closed_by
    LIMIT most;
END
$$;
REVOKE ALL ON FUNCTION request_collections_over(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION request_collections_over(timestamptz, integer) TO kept_app;
