using System.Text;
using Samples;

namespace AiGateway.Models;

/// <summary>
/// A language model that knows a few words. What is real about it is its time: log-normal to the first token, then so many tokens a second. The words of an answer
/// follow from the prompt; times and lengths are drawn and repeat with the seed.
/// </summary>
internal sealed class FakeModel(Dice dice, Latency firstToken, int tokensPerSecond)
{
    private const int Shortest = 20;
    private const int Longest = 200;

    private static readonly string[] Words =
    [
        "the", "a", "system", "answer", "depends", "on", "latency", "and", "throughput", "of", "each", "service", "because", "queue", "grows", "when", "load",
        "is", "above", "capacity", "so", "measure", "first", "then", "change", "one", "thing", "at", "time", "users", "wait", "for", "slowest", "part", "cache",
        "helps", "only", "where", "requests", "repeat", "index", "finds", "documents", "by", "meaning", "model", "reads", "them", "gives", "short", "summary", "with",
    ];

    private readonly TimeSpan _perToken = TimeSpan.FromSeconds(1.0 / tokensPerSecond);

    /// <summary>How many tokens a text is: four characters each, as the rule of thumb says.</summary>
    public static int Count(string text) => (text.Length + 3) / 4;

    /// <summary>What it answers.</summary>
    public Completion Answer(ChatPrompt prompt, Action done)
    {
        var length = Shortest + (int)(dice.Uniform() * (Longest - Shortest));
        var tokens = new string[Math.Min(length, prompt.MaxTokens)];
        var state = Hash(prompt.Text);
        for (var i = 0; i < tokens.Length; i++)
        {
            state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            var word = Words[(state >> 33) % (ulong)Words.Length];
            tokens[i] = i == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : " " + word;
        }

        return new(tokens, isCut: length > prompt.MaxTokens, firstToken.Of(dice.Normal()), _perToken, done);
    }

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static ulong Hash(string text)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 1_099_511_628_211;
        }

        return hash;
    }
}
