namespace Slipway.Dev.Boot;

/// <summary>The machine stopped on its way up, as a real one would: cloud-init or kubeadm gave up.</summary>
/// <param name="reason">The reason in CamelCase, as the machine's condition shows it.</param>
/// <param name="message">What is wrong and what would be right. Never a secret.</param>
internal sealed class BootFailureException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
