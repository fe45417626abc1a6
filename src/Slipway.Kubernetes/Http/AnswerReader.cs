namespace Slipway.Kubernetes.Http;

/// <summary>Reads answers whole, within a limit.</summary>
internal static class AnswerReader
{
    /// <exception cref="IOException">The answer is larger than the limit, or broke off.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength;
        if (length > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);

        // One byte more than announced shows the end of the answer without growing.
        var buffer = new byte[(int)(length ?? 16 * 1024) + 1];
        var count = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken);
            count += read;
            if (read == 0)
            {
                return buffer.AsMemory(0, count);
            }

            if (count > maxBytes)
            {
                throw TooLarge(maxBytes);
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, maxBytes + 1L));
            }
        }
    }

    private static IOException TooLarge(int maxBytes) => new($"the server's answer is larger than {maxBytes} bytes");
}
