using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Describes exceptions of users' code: bounds the distinct messages, and keeps only the first stack trace of each key.</summary>
internal sealed class UserErrorTable
{
    private const int Messages = 200;
    private const int LongestTrace = 4000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);
    private readonly HashSet<UserErrorKey> _traced = [];

    /// <summary>The key of an exception, and its stack trace where it is the first of that key, else "".</summary>
    public (UserErrorKey Key, string StackTrace) Describe(int classIndex, string where, Exception exception)
    {
        var type = exception.GetType();
        var message = ExceptionText.Message(exception);
        lock (_gate)
        {
            if (!_messages.Contains(message) && _messages.Count >= Messages)
            {
                message = "(other)";
            }
            else
            {
                _messages.Add(message);
            }

            var key = new UserErrorKey(classIndex, where, type.FullName ?? type.Name, message);
            return (key, _traced.Add(key) ? ExceptionText.Cut(exception.StackTrace ?? "", LongestTrace) : "");
        }
    }
}
