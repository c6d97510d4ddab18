using System.Globalization;

namespace Stampede.Importing;

/// <summary>The tags of a sample of k6 that mean something here; null where a tag is not there.</summary>
internal sealed class K6Tags
{
    /// <summary>The request's name; k6 sets it to the URL where the script does not.</summary>
    public string? Name { get; set; }

    public string? Url { get; set; }

    public string? Method { get; set; }

    public string? Status { get; set; }

    public string? Error { get; set; }

    public string? ErrorCode { get; set; }

    public string? Expected { get; set; }

    public string? Scenario { get; set; }

    public string? Group { get; set; }

    public string? Check { get; set; }

    /// <summary>The status as a number; -1 where there is none.</summary>
    public int StatusNumber => int.TryParse(Status, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 0 and < 1000 ? status : -1;

    /// <summary>Sets a tag by its name; an empty one is none.</summary>
    public void Set(ReadOnlySpan<byte> name, string value)
    {
        value = value.Length == 0 ? null! : value;
        if (name.SequenceEqual("name"u8))
        {
            Name = value;
        }
        else if (name.SequenceEqual("url"u8))
        {
            Url = value;
        }
        else if (name.SequenceEqual("method"u8))
        {
            Method = value;
        }
        else if (name.SequenceEqual("status"u8))
        {
            Status = value;
        }
        else if (name.SequenceEqual("error"u8))
        {
            Error = value;
        }
        else if (name.SequenceEqual("error_code"u8))
        {
            ErrorCode = value;
        }
        else if (name.SequenceEqual("expected_response"u8))
        {
            Expected = value;
        }
        else if (name.SequenceEqual("scenario"u8))
        {
            Scenario = value;
        }
        else if (name.SequenceEqual("group"u8))
        {
            Group = value;
        }
        else if (name.SequenceEqual("check"u8))
        {
            Check = value;
        }
    }

    public void Clear() => (Name, Url, Method, Status, Error, ErrorCode, Expected, Scenario, Group, Check) = (null, null, null, null, null, null, null, null, null, null);
}
