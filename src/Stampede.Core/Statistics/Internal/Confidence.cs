namespace Stampede.Engine;

internal static class Confidence
{
    public static double Check(double confidence) => confidence is > 0 and < 1
        ? confidence
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is above 0 and below 1.");
}
