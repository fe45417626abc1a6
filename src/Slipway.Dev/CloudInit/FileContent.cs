using System.IO.Compression;
using System.Text;
using Slipway.Dev.Boot;

namespace Slipway.Dev.CloudInit;

/// <summary>Decodes the content of a file as <c>write_files</c> says it is encoded.</summary>
internal static class FileContent
{
    private const int MaxBytes = 4 << 20;

    /// <exception cref="BootFailureException">It is not encoded so. The message holds nothing of the content, which may be secret.</exception>
    public static byte[] Decode(string content, string? encoding, string field)
    {
        try
        {
            return encoding?.ToLowerInvariant() switch
            {
                null or "" or "text/plain" => Encoding.UTF8.GetBytes(content),
                "b64" or "base64" => Convert.FromBase64String(content),
                "gz" or "gzip" => Unzip(Encoding.Latin1.GetBytes(content)),
                "gz+b64" or "gz+base64" or "gzip+b64" or "gzip+base64" => Unzip(Convert.FromBase64String(content)),
                _ => throw new BootFailureException(
                    BootFailureReasons.InvalidUserData,
                    $"{field}.encoding: must be base64, gzip or gzip+base64"),
            };
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw new BootFailureException(BootFailureReasons.InvalidUserData, $"{field}.content: is not what its encoding says");
        }
    }

    private static byte[] Unzip(byte[] zipped)
    {
        using var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = gzip.Read(buffer)) > 0;)
        {
            plain.Write(buffer, 0, read);
            if (plain.Length > MaxBytes)
            {
                throw new InvalidDataException();
            }
        }

        return plain.ToArray();
    }
}
