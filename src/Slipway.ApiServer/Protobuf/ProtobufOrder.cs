namespace Slipway.ApiServer.Protobuf;

/// <summary>
/// Protobuf allows fields in any order and lists in pieces. Go writes them by number, and JSON needs a list's items together.
/// </summary>
internal static class ProtobufOrder
{
    /// <summary>The message with its fields by number: the bytes themselves when they are so already.</summary>
    public static ReadOnlySpan<byte> Ascending(ReadOnlySpan<byte> message)
    {
        var last = 0;
        for (var input = new ProtobufInput(message); !input.IsAtEnd;)
        {
            var number = input.ReadField().Number;
            if (number < last)
            {
                return Sorted(message);
            }

            last = number;
        }

        return message;
    }

    private static byte[] Sorted(ReadOnlySpan<byte> message)
    {
        var fields = new List<(int Number, int Start, int End)>();
        for (var input = new ProtobufInput(message); !input.IsAtEnd;)
        {
            var start = message.Length - input.Remaining;
            var number = input.ReadField().Number;
            fields.Add((number, start, message.Length - input.Remaining));
        }

        var sorted = new byte[message.Length];
        var length = 0;
        foreach (var (_, start, end) in fields.OrderBy(f => f.Number))
        {
            message[start..end].CopyTo(sorted.AsSpan(length));
            length += end - start;
        }

        return sorted;
    }
}
