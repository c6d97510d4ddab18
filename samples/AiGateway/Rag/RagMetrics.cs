using System.Text;
using Samples;

namespace AiGateway.Rag;

/// <summary>What is counted about questions.</summary>
internal sealed class RagMetrics
{
    private readonly CounterFamily<string> _queries = new("rag_queries_total", "Questions, by where the answer came from.", outcome => $"outcome=\"{outcome}\"");

    public void Answered(string outcome) => _queries.Add(outcome);

    public void Write(StringBuilder text, VectorStore store, QueryCache cache)
    {
        _queries.Write(text);
        text.WriteGauge("rag_chunks", "Chunks in all collections.", ("", store.Chunks));
        text.WriteGauge("rag_cache_entries", "Answers kept.", ("", cache.Count));
        text.WriteGauge("db_connection_pool_size", "The most connections to the database; none in memory.", store.PoolSize is { } size ? [("", size)] : []);
    }
}
