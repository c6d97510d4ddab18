using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Requests to the API of a forge: authorised, made again where that may help, and never made twice where it may have been done.</summary>
/// <param name="target">Where they go.</param>
/// <param name="clock">What time it is, and what waits.</param>
/// <param name="random">Spreads the pauses.</param>
/// <param name="say">Told of each pause.</param>
internal sealed class ApiClient(IssueTarget target, TimeProvider clock, Random random, Func<string, Task> say) : IDisposable
{
    private const int MostAttempts = 8;
    private const int MostOfMessage = 500;

    // GitHub asks for a second between requests that change something.
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromSeconds(1);

    // A repository that was renamed answers with a redirection, which would turn a POST into a GET, and might lead the token elsewhere.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = target.RequestTimeout,
        MaxResponseContentBufferSize = 64 << 20,
    };

    private readonly DateTimeOffset _deadline = clock.GetUtcNow() + target.Timeout;
    private bool _hasChanged;

    /// <summary>Reads all pages of a list.</summary>
    /// <exception cref="ApiException">It cannot be read.</exception>
    public async Task<IReadOnlyList<JsonObject>> List(string path, CancellationToken cancellationToken)
    {
        var all = new List<JsonObject>();
        for (var page = target.Of(path); page is not null;)
        {
            var answer = await Send(HttpMethod.Get, page, null, null, cancellationToken);
            if (clock.GetUtcNow() > _deadline)
            {
                throw new ApiException($"The list at {Masked(page.GetLeftPart(UriPartial.Path))} does not end within the time that --timeout gives ({Figures.Span(target.Timeout)}).");
            }

            all.AddRange((Parse(answer) as JsonArray ?? throw Strange(answer)).OfType<JsonObject>());
            page = answer.Next is not { } next ? null
                : next.GetLeftPart(UriPartial.Authority) == page.GetLeftPart(UriPartial.Authority) ? next
                : throw new ApiException($"The next page is said to be at {Masked(next.GetLeftPart(UriPartial.Authority))}, another server than {target.Api}: the token is not sent there.");
        }

        return all;
    }

    /// <summary>Changes what can be changed twice without harm.</summary>
    /// <exception cref="ApiException">It was not done.</exception>
    public async Task<JsonNode?> Change(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken) =>
        Parse(await Send(method, target.Of(path), body, null, cancellationToken));

    /// <summary>Makes something that must not be there twice.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">What.</param>
    /// <param name="look">Looks whether it is there already, after an attempt of which nobody knows what it did; null where it is not.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ApiException">It was not made, or nobody knows.</exception>
    public async Task<JsonObject> Create(string path, JsonObject body, Func<CancellationToken, Task<JsonObject?>> look, CancellationToken cancellationToken)
    {
        JsonObject? found = null;
        var answer = await Send(HttpMethod.Post, target.Of(path), body, async token => (found = await look(token)) is not null, cancellationToken);
        return found ?? Parse(answer) as JsonObject ?? throw Strange(answer);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> Send(
        HttpMethod method, Uri url, JsonObject? body, Func<CancellationToken, Task<bool>>? isDone, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (method != HttpMethod.Get)
            {
                await (_hasChanged ? Task.Delay(BetweenChanges, clock, cancellationToken) : Task.CompletedTask);
                _hasChanged = true;
            }

            var answer = await Once(method, url, body, cancellationToken);
            if (answer.IsSuccess)
            {
                return answer;
            }

            var pause = RetryRules.Wait(answer, attempt, clock.GetUtcNow(), random);
            if (pause is not { } time || attempt + 1 == MostAttempts)
            {
                throw new ApiException(Explained(answer, method, url));
            }

            if (time > _deadline - clock.GetUtcNow())
            {
                throw new ApiException($"{Explained(answer, method, url)} The next attempt would be in {Figures.Span(time)}, after the time that --timeout gives ({Figures.Span(target.Timeout)}).");
            }

            await say($"{Outcome(answer)}: trying again in {Figures.Span(time)}.");
            await Task.Delay(time, clock, cancellationToken);
            if (isDone is not null && answer.IsUncertain && await isDone(cancellationToken))
            {
                return answer;
            }
        }
    }

    private async Task<ApiAnswer> Once(HttpMethod method, Uri url, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(target.IsGitea ? "token" : "Bearer", target.Token);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("stampede", Entrance.Version));
        request.Headers.Accept.ParseAdd(target.IsGitea ? MediaTypeNames.Application.Json : "application/vnd.github+json");
        if (!target.IsGitea)
        {
            request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        }

        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);

            // JSON is UTF-8, whatever character set a proxy names.
            return ApiAnswer.Of(response, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken)), clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiAnswer { Body = $"no answer within {Figures.Span(target.RequestTimeout)}" };
        }
        catch (HttpRequestException e)
        {
            return new ApiAnswer { Body = e.InnerException?.Message is { } inner && !e.Message.Contains(inner, StringComparison.Ordinal) ? $"{e.Message} {inner}" : e.Message };
        }
        catch (IOException e)
        {
            return new ApiAnswer { Body = e.Message };
        }
    }

    private string Explained(ApiAnswer answer, HttpMethod method, Uri url)
    {
        var why = answer.Status switch
        {
            null => $"{target.Api.Authority} cannot be reached.",
            _ when answer.IsRateLimited => "The limit of requests is reached.",
            401 => $"The token in {target.TokenName} is not accepted: it has expired, or is of another server.",
            403 => $"The token in {target.TokenName} may not do this: it has to be allowed to write issues (in GitHub Actions 'permissions: issues: write').",
            404 => $"There is no repository '{target.Repository}' at {target.Api}, or the token in {target.TokenName} may not see it.",
            410 => $"The repository '{target.Repository}' has no issues: they are switched off in its settings.",
            422 => "The API does not accept what it was sent.",
            >= 300 and < 400 => $"The repository '{target.Repository}' has moved: --repository names the new one.",
            >= 500 => "The server failed.",
            _ => "The API refused.",
        };
        return $"{why} {method} {Masked(url.GetLeftPart(UriPartial.Path))}: {Outcome(answer)}.";
    }

    private string Outcome(ApiAnswer answer) =>
        answer.Status is { } status ? $"HTTP {status}{(Message(answer.Body) is { Length: > 0 } text ? $", \"{text}\"" : "")}" : Masked(answer.Body).TrimEnd('.');

    // {"message": "Validation Failed", "errors": [{"resource": "Issue", "field": "title", "code": "missing_field"}]}
    private string Message(string body)
    {
        try
        {
            if (Node(body) is JsonObject { } json && json["message"] is JsonValue message)
            {
                return Masked(json["errors"] is JsonArray { Count: > 0 } errors ? $"{message} {errors.ToJsonString()}" : message.ToString());
            }
        }
        catch (JsonException)
        {
        }

        return body.TrimStart().StartsWith('<') ? "" : Masked(body.Trim());
    }

    private JsonNode? Parse(ApiAnswer answer)
    {
        try
        {
            return answer.Body.Length == 0 ? null : Node(answer.Body);
        }
        catch (JsonException)
        {
            throw Strange(answer);
        }
    }

    // A name that is there twice would be an error later, when something is asked of the object.
    private static JsonNode? Node(string text) => JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false });

    private ApiException Strange(ApiAnswer answer) =>
        new($"What answers at {target.Api} is no API of GitHub or Gitea: {Outcome(answer)}. --api names another address.");

    private string Masked(string text)
    {
        var masked = target.Token.Length == 0 ? text : text.Replace(target.Token, SecretMask.Mask, StringComparison.Ordinal);
        return LineText.Cut(LineText.OneLine(SecretMask.Text(masked)), MostOfMessage);
    }
}
