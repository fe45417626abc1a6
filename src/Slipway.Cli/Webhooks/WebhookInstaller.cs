using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Webhooks;

/// <summary>Tells an API server about the rules' webhooks.</summary>
internal sealed class WebhookInstaller(IKubeClient client)
{
    private const string Group = "admissionregistration.k8s.io";

    private static readonly WriteOptions Options = new() { FieldManager = "slipway", Force = true };
    private static readonly ObjectKey Key = ObjectKey.ClusterScoped(WebhookConfigurations.Name);

    private static readonly ResourceType Mutating = new(
        new GroupVersionKind(Group, "v1", "MutatingWebhookConfiguration"), "mutatingwebhookconfigurations", Namespaced: false);

    private static readonly ResourceType Validating = new(
        new GroupVersionKind(Group, "v1", "ValidatingWebhookConfiguration"), "validatingwebhookconfigurations", Namespaced: false);

    /// <summary>Applies both configurations; writes nothing where they are there already.</summary>
    /// <param name="webhooks">The webhooks.</param>
    /// <param name="server">Where they are served, as the API server reaches it.</param>
    /// <param name="authorityPem">The certificates by which it is trusted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task InstallAsync(
        IReadOnlyList<RulesWebhook> webhooks, Uri server, string authorityPem, CancellationToken cancellationToken)
    {
        await ApplyAsync(Mutating, WebhookConfigurations.Mutating(webhooks, server, authorityPem), cancellationToken);
        await ApplyAsync(Validating, WebhookConfigurations.Validating(webhooks, server, authorityPem), cancellationToken);
    }

    /// <summary>Takes both away.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var type in (ResourceType[])[Mutating, Validating])
        {
            if (await client.FindAsync(type, Key, cancellationToken) is not null)
            {
                await client.DeleteAsync(type, Key, new DeleteOptions(), cancellationToken);
            }
        }
    }

    private Task ApplyAsync(ResourceType type, JsonObject configuration, CancellationToken cancellationToken) =>
        client.PatchAsync(type, Key, KubePatch.Apply(configuration), Options, cancellationToken);
}
