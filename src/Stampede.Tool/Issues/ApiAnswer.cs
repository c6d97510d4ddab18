using System.Globalization;
using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>What the API of a forge answered, or that it did not.</summary>
internal sealed partial record ApiAnswer
{
    /// <summary>The status; null where there was no answer: no connection, or a timeout.</summary>
    public int? Status { get; init; }

    /// <summary>The body; where there was no answer, why, in a few words.</summary>
    public string Body { get; init; } = "";

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Requests that are left until <see cref="Reset"/>; null where it does not say.</summary>
    public long? Remaining { get; init; }

    /// <summary>When there are requests again.</summary>
    public DateTimeOffset? Reset { get; init; }

    /// <summary>The next page; null for none.</summary>
    public Uri? Next { get; init; }

    /// <summary>Whether it was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether nobody knows if it was done: the server may have done it before it broke, or before the answer was lost.</summary>
    public bool IsUncertain => Status is null or 408 or >= 500;

    /// <summary>Whether a limit of requests was reached; GitHub says so with 403 or 429, with or without headers.</summary>
    public bool IsRateLimited => Status == 429
        || (Status == 403 && (RetryAfter is not null || Remaining == 0 || Body.Contains("rate limit", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Takes what is needed of a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="body">Its body.</param>
    /// <param name="now">What a date in it is held against.</param>
    public static ApiAnswer Of(HttpResponseMessage response, string body, DateTimeOffset now) => new()
    {
        Status = (int)response.StatusCode,
        Body = body,
        RetryAfter = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - now is { Ticks: > 0 } span ? span : TimeSpan.Zero) : null,
        Remaining = Number(response, "x-ratelimit-remaining"),
        Reset = Number(response, "x-ratelimit-reset") is { } seconds and >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        Next = response.Headers.TryGetValues("Link", out var links) ? NextOf(string.Join(',', links), response.RequestMessage!.RequestUri!) : null,
    };

    private static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // <https://…?page=2>; rel="next", <https://…?page=9>; rel="last"
    private static Uri? NextOf(string links, Uri asked) =>
        Link().Matches(links).FirstOrDefault(l => l.Groups[2].Value.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase)) is { } link
        && Uri.TryCreate(asked, link.Groups[1].Value, out var next) ? next : null;

    [GeneratedRegex("<([^>]*)>([^<]*)")]
    private static partial Regex Link();
}
