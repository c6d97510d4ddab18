namespace Stampede.Tests;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class CookieClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public int Asked { get; private set; }

    public override DateTimeOffset GetUtcNow()
    {
        Asked++;
        return Now;
    }
}
