namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>Reads of annotations that may be missing altogether.</summary>
internal static class AnnotationReads
{
    /// <summary>The value; null when there is none.</summary>
    public static string? Value(this IDictionary<string, string>? annotations, string name) =>
        annotations is not null && annotations.TryGetValue(name, out var value) ? value : null;
}
