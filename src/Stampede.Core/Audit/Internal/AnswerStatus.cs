using Stampede.Metrics;

namespace Stampede.Auditing;

/// <summary>How often a request was answered with a status; 0 is "no answer".</summary>
internal readonly record struct AnswerStatus(RequestKey Request, int Status, long Count);
