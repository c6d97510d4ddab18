namespace Stampede.Engine;

/// <summary>Exit codes that the entrance itself gives; those of a judged run come with its result (docs/reference/exit-codes.md).</summary>
internal static class EntranceExit
{
    public const int Done = 0;
    public const int Usage = 2;
    public const int NoData = 4;
    public const int InternalError = 7;
    public const int SecondSignal = 130;
}
