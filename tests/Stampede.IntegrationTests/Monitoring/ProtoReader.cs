using System.Buffers.Binary;
using System.Text;

namespace Stampede.IntegrationTests;

/// <summary>Protobuf as it is on the wire, read field by field: enough for what OTLP sends.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public ProtoReader(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = Varint(ref message);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref message), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message), []));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    _fields.Add((field, 0, message[..length].ToArray()));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message), []));
                    message = message[4..];
                    break;
                default:
                    throw new FormatException($"Field {field} has the wire type {tag & 7}.");
            }
        }
    }

    public bool Has(int field) => _fields.Any(f => f.Field == field);

    public IEnumerable<ProtoReader> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtoReader(f.Bytes));

    public ProtoReader Message(int field) => Messages(field).Single();

    public string Text(int field) => Encoding.UTF8.GetString(_fields.LastOrDefault(f => f.Field == field).Bytes ?? []);

    public ulong Number(int field) => _fields.LastOrDefault(f => f.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>Repeated numbers of 64 bits, packed.</summary>
    public IReadOnlyList<ulong> Packed(int field) =>
        [.. _fields.Where(f => f.Field == field).SelectMany(f => f.Bytes.Chunk(8)).Select(b => BinaryPrimitives.ReadUInt64LittleEndian(b))];

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[0];
            message = message[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
