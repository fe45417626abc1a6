namespace Slipway.ApiServer.Webhooks;

/// <summary>A webhook that a Service leads to.</summary>
/// <param name="Namespace">The Service's namespace.</param>
/// <param name="Name">The Service's name.</param>
/// <param name="Port">The Service's port, not the pods'.</param>
internal sealed record WebhookService(string Namespace, string Name, int Port)
{
    /// <summary>The name that the webhook's certificate must be for.</summary>
    public string HostName => $"{Name}.{Namespace}.svc";
}
