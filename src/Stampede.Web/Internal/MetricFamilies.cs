namespace Stampede.Engine;

/// <summary>Every metric of the endpoint, in the order of docs/reference/monitoring.md.</summary>
internal static class MetricFamilies
{
    public static readonly MetricFamily RunInfo = new(
        "stampede_run_info", MetricType.Gauge, "The run that the other metrics are of; always 1.", "run", "test", "version", "machine", "load");

    public static readonly MetricFamily RunStart = new("stampede_run_start_time_seconds", MetricType.Gauge, "When the run started, in seconds since 1970.");

    public static readonly MetricFamily RunActive = new("stampede_run_active", MetricType.Gauge, "1 while the run goes on, 0 before and after.");

    public static readonly MetricFamily Phase = new(
        "stampede_phase", MetricType.Gauge, "1 for the phase that the run is in, 0 for the others. All other metrics count in every phase.", "phase");

    public static readonly MetricFamily Requests = new(
        "stampede_requests", MetricType.Counter, "Settled requests, failed ones included; status 0 is no answer, without status is what is not HTTP.",
        "method", "name", "status");

    public static readonly MetricFamily Failures = new("stampede_failures", MetricType.Counter, "Failed requests by kind.", "method", "name", "kind");

    public static readonly MetricFamily ResponseTime = new(
        "stampede_response_time_seconds", MetricType.Histogram, "Response time, from the intended start to the last byte; outcome is success or failure.",
        "method", "name", "outcome")
    { Buckets = BucketLayout.Times };

    public static readonly MetricFamily SentBytes = new("stampede_sent_bytes", MetricType.Counter, "Bytes sent, heads included.", "method", "name");

    public static readonly MetricFamily ReceivedBytes = new("stampede_received_bytes", MetricType.Counter, "Bytes received, heads included.", "method", "name");

    public static readonly MetricFamily Connections = new("stampede_connections_opened", MetricType.Counter, "Connections opened.", "method", "name");

    public static readonly MetricFamily TransactionTime = new(
        "stampede_transaction_time_seconds", MetricType.Histogram, "Time of transactions; outcome is success or failure.", "transaction", "outcome")
    { Buckets = BucketLayout.Times };

    public static readonly MetricFamily UsersPlanned = new("stampede_users_planned", MetricType.Gauge, "Users that the load asks for.", "class");

    public static readonly MetricFamily UsersRunning = new("stampede_users_running", MetricType.Gauge, "Users that are running.", "class");

    public static readonly MetricFamily UsersLost = new("stampede_users_lost", MetricType.Gauge, "Users that gave up in their start, so far.", "class");

    public static readonly MetricFamily Iterations = new("stampede_iterations", MetricType.Counter, "Iterations finished.", "class");

    public static readonly MetricFamily ArrivalsScheduled = new("stampede_arrivals_scheduled", MetricType.Counter, "Arrivals that were due.", "load");

    public static readonly MetricFamily ArrivalsStarted = new("stampede_arrivals_started", MetricType.Counter, "Arrivals that started, the late ones included.", "load");

    public static readonly MetricFamily ArrivalsLate = new("stampede_arrivals_late", MetricType.Counter, "Arrivals that started over 10 ms after their time.", "load");

    public static readonly MetricFamily ArrivalsDropped = new("stampede_arrivals_dropped", MetricType.Counter, "Arrivals that could not start.", "load");

    public static readonly MetricFamily ArrivalsInFlight = new("stampede_arrivals_in_flight", MetricType.Gauge, "Iterations of arrivals under way.", "load");

    public static readonly MetricFamily Checks = new("stampede_checks", MetricType.Counter, "Checks; result is passed or failed.", "check", "result");

    public static readonly MetricFamily UserErrors = new("stampede_user_errors", MetricType.Counter, "Exceptions of users' code.", "class", "where", "type");

    public static readonly MetricFamily CustomCounter = new("stampede_custom", MetricType.Counter, "Counters of the test's own.", "metric");

    public static readonly MetricFamily CustomGauge = new("stampede_custom_value", MetricType.Gauge, "Gauges of the test's own: the last value.", "metric");

    public static readonly MetricFamily CustomRate = new(
        "stampede_custom_rate", MetricType.Counter, "Rates of the test's own: samples; result is true or false.", "metric", "result");

    public static readonly MetricFamily CustomTrend = new("stampede_custom_trend", MetricType.Histogram, "Trends of the test's own, in their unit.", "metric")
    {
        Buckets = BucketLayout.Trends,
    };

    public static readonly MetricFamily Cpu = new("stampede_generator_cpu_ratio", MetricType.Gauge, "CPU of the load generator's process, 0 to 1 of all processors.");

    public static readonly MetricFamily MachineCpu = new("stampede_generator_machine_cpu_ratio", MetricType.Gauge, "CPU of the load generator's whole machine, 0 to 1.");

    public static readonly MetricFamily Memory = new("stampede_generator_memory_bytes", MetricType.Gauge, "Resident memory of the load generator.");

    public static readonly MetricFamily LoopLag = new(
        "stampede_generator_loop_lag_seconds", MetricType.Gauge, "The longest time in the last second that an event loop did not look at its timers.");

    public static readonly MetricFamily Lateness = new(
        "stampede_generator_timer_lateness_seconds", MetricType.Gauge, "How late the latest timer of the last second fired.");

    public static readonly MetricFamily GcPause = new("stampede_generator_gc_pause_seconds", MetricType.Counter, "Garbage collection pauses.");

    public static readonly MetricFamily Allocated = new("stampede_generator_allocated_bytes", MetricType.Counter, "Bytes allocated.");

    public static readonly MetricFamily OpenSockets = new("stampede_generator_open_sockets", MetricType.Gauge, "Open connections.");

    public static readonly MetricFamily PoolQueue = new("stampede_generator_pool_queue", MetricType.Gauge, "Work items waiting for the thread pool.");

    public static readonly IReadOnlyList<MetricFamily> All =
    [
        RunInfo, RunStart, RunActive, Phase,
        Requests, Failures, ResponseTime, SentBytes, ReceivedBytes, Connections, TransactionTime,
        UsersPlanned, UsersRunning, UsersLost, Iterations,
        ArrivalsScheduled, ArrivalsStarted, ArrivalsLate, ArrivalsDropped, ArrivalsInFlight,
        Checks, UserErrors, CustomCounter, CustomGauge, CustomRate, CustomTrend,
        Cpu, MachineCpu, Memory, LoopLag, Lateness, GcPause, Allocated, OpenSockets, PoolQueue,
    ];
}
