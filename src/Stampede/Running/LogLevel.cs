namespace Stampede.Engine;

/// <summary>How important a line of the log is; Locust's (Python's) levels.</summary>
internal enum LogLevel
{
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}
