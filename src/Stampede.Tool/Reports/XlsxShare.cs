namespace Stampede.Reporting;

/// <summary>A number that a sheet shows in percent.</summary>
/// <param name="Value">0 to 1.</param>
internal readonly record struct XlsxShare(double Value);
