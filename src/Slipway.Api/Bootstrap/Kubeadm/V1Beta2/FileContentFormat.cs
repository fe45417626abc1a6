namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>How a file's content is read.</summary>
public static class FileContentFormat
{
    /// <summary>Written as it is.</summary>
    public const string Raw = "Raw";

    /// <summary>Rendered as a template first.</summary>
    public const string Template = "Template";
}
