namespace Stampede.Results;

/// <summary>A part of a text: from <see cref="Start"/> up to, not including, <see cref="End"/>. An empty one is none.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public static TextSpan None => default;

    public bool IsNone => End <= Start;
}
