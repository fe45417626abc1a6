using Slipway.Kubeadm.GoTemplates;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Content with <c>contentFormat: Template</c>: a template of Go's that may ask for the control plane's version.</summary>
internal static class FileTemplate
{
    /// <summary>Fills the template in.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="template">The template.</param>
    /// <param name="controlPlaneVersion">The version; null leaves <c>.controlPlane</c> out.</param>
    /// <exception cref="InvalidBootDataException">It is no template, or cannot be filled in. The message holds nothing of the content.</exception>
    public static byte[] Render(string path, ReadOnlySpan<byte> template, string? controlPlaneVersion)
    {
        try
        {
            return GoTemplate.Parse(path, template).Execute(Data(controlPlaneVersion));
        }
        catch (GoTemplateException e)
        {
            throw new InvalidBootDataException($"spec.files: {path}: {e.Message}");
        }
    }

    private static Dictionary<string, object> Data(string? controlPlaneVersion)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        if (controlPlaneVersion is not null)
        {
            data["controlPlane"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["version"] = GoText.Of(controlPlaneVersion) };
        }

        return data;
    }
}
