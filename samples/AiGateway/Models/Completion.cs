namespace AiGateway.Models;

/// <summary>An answer of a model, and how fast it comes. Disposing gives its place in the backend back.</summary>
/// <param name="tokens">Its tokens, spaces included: joined they are the answer.</param>
/// <param name="isCut">Whether it would have gone on beyond the allowed length.</param>
/// <param name="firstToken">The time to the first token.</param>
/// <param name="perToken">The time of each further one.</param>
/// <param name="done">Told when it is over.</param>
internal sealed class Completion(string[] tokens, bool isCut, TimeSpan firstToken, TimeSpan perToken, Action done) : IDisposable
{
    private Action? _done = done;

    public IReadOnlyList<string> Tokens => tokens;

    /// <summary>Why it ends, as the API calls it.</summary>
    public string FinishReason => isCut ? "length" : "stop";

    public TimeSpan FirstToken => firstToken;

    /// <summary>When a token is there, counted from the first one.</summary>
    public TimeSpan After(int token) => token * perToken;

    public void Dispose() => Interlocked.Exchange(ref _done, null)?.Invoke();
}
