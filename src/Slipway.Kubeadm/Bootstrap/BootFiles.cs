using System.Text;
using System.Text.Unicode;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.CloudInit;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The files that the user wants, with the content that they refer to.</summary>
internal static class BootFiles
{
    /// <summary>One file of a spec.</summary>
    /// <exception cref="InvalidBootDataException">Its template cannot be filled in.</exception>
    public static BootFile Resolve(BootstrapFile file, ReferencedContent content, string? controlPlaneVersion)
    {
        var referred = file.ContentFrom?.Secret is { } secret ? content.Values[(secret.Name!, secret.Key!)] : null;
        if (file.ContentFormat == FileContentFormat.Template)
        {
            // What is encoded as the user's own content is decoded on the machine: the template is what stands in the field, or in the Secret.
            var rendered = FileTemplate.Render(file.Path!, referred ?? Encoding.UTF8.GetBytes(file.Content ?? ""), controlPlaneVersion);
            return referred is null && Utf8.IsValid(rendered) ? OfText(file, Encoding.UTF8.GetString(rendered)) : OfBytes(file, rendered);
        }

        return referred is null ? OfText(file, file.Content ?? "") : OfBytes(file, referred);
    }

    private static BootFile OfText(BootstrapFile file, string text) =>
        new(file.Path!, text, file.Owner, file.Permissions, file.Encoding, file.Append ?? false);

    // User data is text: what a Secret holds beside text travels as base64, gzipped or not.
    private static BootFile OfBytes(BootstrapFile file, byte[] bytes)
    {
        var (text, encoding) = file.Encoding switch
        {
            FileEncoding.Gzip => (Convert.ToBase64String(bytes), FileEncoding.GzipBase64),
            null or "" when !Utf8.IsValid(bytes) => (Convert.ToBase64String(bytes), FileEncoding.Base64),
            var encoded => (Encoding.UTF8.GetString(bytes), encoded),
        };
        return new(file.Path!, text, file.Owner, file.Permissions, encoding, file.Append ?? false);
    }
}
