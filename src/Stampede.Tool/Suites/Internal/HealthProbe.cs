using System.Globalization;
using System.Text;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Asks whether a system is there and is the right one.</summary>
internal static class HealthProbe
{
    private const int MostBytes = 1 << 20;

    /// <summary>Asks once.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static async Task<string?> Ask(HealthCheck check, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(check.Timeout);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var answer = await client.GetAsync(check.Url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await Body(answer.Content, limit.Token);
            var status = (int)answer.StatusCode;
            return status != check.Status
                ? string.Create(CultureInfo.InvariantCulture, $"answers {status} instead of {check.Status}{Quoted(body)}")
                : check.Contains is { } text && !body.Contains(text, StringComparison.Ordinal) ? $"answers {status}, but without '{text}'{Quoted(body)}" : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or UriFormatException)
        {
            return $"does not answer: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"does not answer within {Figures.Span(check.Timeout)}";
        }
    }

    private static async Task<string> Body(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MostBytes];
        var length = await stream.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static string Quoted(string body) => body.Length == 0 ? "" : $": {LineText.Cut(LineText.OneLine(SecretMask.Text(body)), 200)}";
}
