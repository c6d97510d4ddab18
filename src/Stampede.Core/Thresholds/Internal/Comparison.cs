namespace Stampede.Engine;

/// <summary>How a measured value is compared with a limit.</summary>
internal enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}
