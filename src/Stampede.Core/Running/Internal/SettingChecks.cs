using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What can be wrong with the plain settings of a test and of its options.</summary>
internal static class SettingChecks
{
    public static IEnumerable<string> Problems(LoadTest test, RunOptions options)
    {
        var http = test.Http;
        if (http.Timeout <= TimeSpan.Zero || http.ConnectTimeout <= TimeSpan.Zero)
        {
            yield return "LoadTest.Http: Timeout and ConnectTimeout are above 0.";
        }

        if (http.MaxRedirects < 0)
        {
            yield return $"LoadTest.Http.MaxRedirects is {http.MaxRedirects}: it is 0 or more.";
        }

        if (http.BodyLimit < 0)
        {
            yield return $"LoadTest.Http.BodyLimit is {http.BodyLimit}: it is 0 or more.";
        }

        if (HeaderProblem(http) is { } header)
        {
            yield return $"LoadTest.Http.Headers: {header}";
        }

        if (test.Hooks.TeardownTimeout <= TimeSpan.Zero)
        {
            yield return $"LoadTest.Hooks.TeardownTimeout is {TimeSpanText.Format(test.Hooks.TeardownTimeout.Value)}: it is above 0.";
        }

        if (options.StartRetries < 0)
        {
            yield return $"--start-retries is {options.StartRetries}: it is 0 or more.";
        }

        if (options.Loops < 1)
        {
            yield return $"--loops is {options.Loops}: there is at least one event loop.";
        }

        if (options.StopTimeout < TimeSpan.Zero)
        {
            yield return $"--stop-timeout is {TimeSpanText.Format(options.StopTimeout.Value)}: it is 0 or more.";
        }
    }

    private static string? HeaderProblem(HttpOptions http)
    {
        try
        {
            RequestHead.Encode(http.Headers);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }
}
