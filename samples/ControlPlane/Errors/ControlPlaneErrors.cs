using Npgsql;
using Samples;

namespace ControlPlane.Errors;

/// <summary>Errors of the framework, with the correlation id in their body.</summary>
internal sealed class ControlPlaneErrors : ErrorShape
{
    // Such as a number beyond what PostgreSQL can hold.
    private const string DataException = "22";

    public override (int Status, string Text)? Of(Exception problem) =>
        problem is PostgresException data && data.SqlState.StartsWith(DataException, StringComparison.Ordinal)
            ? (StatusCodes.Status400BadRequest, "The request holds a value that cannot be stored")
            : null;

    public override Task Answer(HttpContext context, int status, string text) => context.Fail(status, text);
}
