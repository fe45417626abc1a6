namespace Slipway.Kubeadm.GoTemplates.Execution;

/// <summary>How a part of a template ended.</summary>
internal enum Flow
{
    /// <summary>It is through.</summary>
    Next,

    /// <summary>By <c>continue</c>.</summary>
    Continue,

    /// <summary>By <c>break</c>.</summary>
    Break,
}
