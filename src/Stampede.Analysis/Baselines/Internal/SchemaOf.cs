using Stampede.Results;

namespace Stampede.Baselines.Internal;

/// <summary>Refuses files that are something else.</summary>
internal static class SchemaOf
{
    public static void Check(JsonPart part, string schema, int version)
    {
        if (part.Find("schema") is not { } found)
        {
            throw new FormatException($"There is no \"schema\"; this file should say \"{schema}\".");
        }

        if (found.Text() != schema)
        {
            throw new FormatException($"The schema is \"{found.Text()}\", not \"{schema}\".");
        }

        if (part["version"].Int() is var written && written != version)
        {
            throw new FormatException($"The version is {written}; this Stampede reads {version}{(written > version ? ": use a newer Stampede" : "")}.");
        }
    }
}
