namespace Stampede.Results;

/// <summary>A threshold cannot be read. The message has its text, a line that marks the place, and what is allowed there.</summary>
public sealed class ThresholdSyntaxException : FormatException
{
    /// <summary>Makes one.</summary>
    /// <param name="text">The threshold.</param>
    /// <param name="position">Where it stops making sense, from 0; the text's length is its end.</param>
    /// <param name="length">How many characters are to be marked; at least one is.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="allowed">What is allowed there.</param>
    public ThresholdSyntaxException(string text, int position, int length, string problem, string allowed)
        : base(Compose(text, position, length, problem, allowed)) => (Text, Position) = (text, position);

    /// <summary>The threshold.</summary>
    public string Text { get; }

    /// <summary>Where it stops making sense, from 0.</summary>
    public int Position { get; }

    private static string Compose(string text, int position, int length, string problem, string allowed)
    {
        // A tab or a line break would move the mark away from its place.
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        var mark = new string(' ', position) + new string('^', Math.Max(1, length));
        return string.Join('\n', $"The threshold cannot be read: {problem}{(problem.EndsWith('?') ? "" : ".")}", $"  {line}", $"  {mark}", $"  Allowed here: {allowed}.");
    }
}
