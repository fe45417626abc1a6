namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>What is known while one template is read.</summary>
internal sealed class TemplateScope
{
    /// <summary>The variables declared so far.</summary>
    public List<string> Variables { get; } = ["$"];

    /// <summary>How many loops there are around.</summary>
    public int Loops { get; set; }
}
