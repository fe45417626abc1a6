namespace Slipway.Kubeadm.GoTemplates;

/// <summary>A template that cannot be read or carried out. The message says where and what, without the template's content.</summary>
internal sealed class GoTemplateException(string message) : Exception(message);
