using System.Buffers;
using System.Text;

namespace Stampede.Engine;

/// <summary>Text in UTF-8, encoded as it is sent.</summary>
internal sealed class TextBody(string text, string contentType) : Body
{
    internal override string ContentType => contentType;

    internal override void WriteTo(IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);
}
