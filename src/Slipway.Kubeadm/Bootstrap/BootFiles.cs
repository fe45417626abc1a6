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
    public static BootFile Resolve(BootstrapFile file, ReferencedContent content, string controlPlaneVersion)
    {
        var resolved = file.ContentFrom?.Secret is { } secret
            ? OfBytes(file, content.Values[(secret.Name!, secret.Key!)])
            : new BootFile(file.Path!, file.Content ?? "", file.Owner, file.Permissions, file.Encoding, file.Append ?? false);
        if (file.ContentFormat != FileContentFormat.Template)
        {
            return resolved;
        }

        var text = FileTemplate.Render(resolved.Content, controlPlaneVersion)
            ?? throw new InvalidBootDataException($"spec.files: {file.Path}: contentFormat Template knows only {{{{ .controlPlane.version }}}}");
        return resolved with { Content = text };
    }

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
