using System.IO.Compression;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>Reads request bodies whole, within a limit that holds after decompression too.</summary>
internal static class BodyReader
{
    /// <summary>kube-apiserver's limit.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    private const int MaxAhead = 256 * 1024;

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">
    /// The body is too large (413), or coded in a way that is not known (415).
    /// </exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (request.ContentLength > MaxBytes)
        {
            throw FrontErrors.BodyTooLarge(MaxBytes);
        }

        if (encoding is "" or "identity")
        {
            return await ReadAsync(request.Body, request.ContentLength, cancellationToken);
        }

        if (encoding is not "gzip")
        {
            throw FrontErrors.UnsupportedEncoding(encoding);
        }

        await using var gzip = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        return await ReadAsync(gzip, length: null, cancellationToken);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream body, long? length, CancellationToken cancellationToken)
    {
        // One byte more than announced shows the end of the body without growing. Much that is only announced is no reason to hold memory.
        var buffer = new byte[length is { } known ? Math.Min((int)known + 1, MaxAhead) : 4096];
        var count = 0;
        while (true)
        {
            var read = await ReadSomeAsync(body, buffer.AsMemory(count), cancellationToken);
            count += read;
            if (read == 0)
            {
                return buffer.AsMemory(0, count);
            }

            if (count > MaxBytes)
            {
                throw FrontErrors.BodyTooLarge(MaxBytes);
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 4L, (length ?? MaxBytes) + 1));
            }
        }
    }

    private static async ValueTask<int> ReadSomeAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException e)
        {
            // The body breaks HTTP's own rules, or does not come fast enough.
            throw FrontErrors.BrokenRequest(e.StatusCode, e.Message);
        }
        catch (InvalidDataException e)
        {
            throw FrontErrors.BadRequest($"the body is not what its Content-Encoding says: {e.Message}");
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            throw new ClientGoneException(e);
        }
    }
}
