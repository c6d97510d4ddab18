using System.Buffers;
using System.Text;

namespace Stampede.Engine;

/// <summary>Fields as application/x-www-form-urlencoded, encoded once.</summary>
internal sealed class FormBody(IReadOnlyList<KeyValuePair<string, string>> fields) : Body
{
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes(FieldList.Encode(fields));

    internal override string ContentType => "application/x-www-form-urlencoded";

    internal override void WriteTo(IBufferWriter<byte> output) => output.Write(_bytes);
}
