namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>How a file's content is encoded.</summary>
public static class FileEncoding
{
    /// <summary>Base64.</summary>
    public const string Base64 = "base64";

    /// <summary>Compressed by gzip.</summary>
    public const string Gzip = "gzip";

    /// <summary>Compressed by gzip, then base64.</summary>
    public const string GzipBase64 = "gzip+base64";
}
