namespace Stampede.Engine;

/// <summary>A <see cref="LoadShape"/> threw, or asked for what cannot be. It ends the run.</summary>
internal sealed class LoadShapeException(string message, Exception? inner = null) : Exception(message, inner);
