namespace AiGateway.Models;

/// <summary>What a model is asked.</summary>
/// <param name="Text">All messages, one after the other.</param>
/// <param name="Tokens">How many tokens that is.</param>
/// <param name="MaxTokens">The longest answer.</param>
internal sealed record ChatPrompt(string Text, int Tokens, int MaxTokens);
