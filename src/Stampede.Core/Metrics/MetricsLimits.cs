namespace Stampede.Metrics;

/// <summary>How many distinct things are kept apart before further ones are counted together.</summary>
/// <param name="RequestNames">Distinct request keys; default 2,000.</param>
/// <param name="FailureTexts">Distinct failure texts; default 200.</param>
/// <param name="SamplesPerFailure">Samples kept per failure kind and name; default 3.</param>
/// <param name="Checks">Distinct check names; default 1,000.</param>
/// <param name="Transactions">Distinct transactions; default 1,000.</param>
/// <param name="Metrics">Distinct metrics of the test's own; default 1,000.</param>
public sealed record MetricsLimits(
    int RequestNames = 2000, int FailureTexts = 200, int SamplesPerFailure = 3, int Checks = 1000, int Transactions = 1000, int Metrics = 1000);
