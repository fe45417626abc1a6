namespace Slipway.Kubeadm.GoTemplates;

/// <summary>What a template may cost.</summary>
/// <param name="Bytes">The longest output, and the longest single text on the way there.</param>
/// <param name="Steps">Nodes and commands carried out, and 64 bytes each of text made.</param>
/// <param name="Depth">How deep templates, blocks and parentheses may lie in one another.</param>
internal sealed record GoTemplateLimits(int Bytes, int Steps, int Depth)
{
    /// <summary>For files of user data.</summary>
    public static GoTemplateLimits Default { get; } = new(Bytes: 1 << 20, Steps: 1_000_000, Depth: 400);
}
