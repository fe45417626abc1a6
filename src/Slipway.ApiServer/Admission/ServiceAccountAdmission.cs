using System.Text.Json.Nodes;
using Slipway.ApiServer.Controllers.Housekeeping;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Admission;

/// <summary>
/// Gives each new pod its service account, and unless it is not wanted the files by which the pod acts as it (kube-apiserver's admission
/// plugin ServiceAccount).
/// </summary>
internal sealed class ServiceAccountAdmission(EngineCore core)
{
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const int TokenSeconds = 3607;
    private const int FileMode = 0x1A4;

    /// <summary>Completes a pod that is to be created.</summary>
    /// <exception cref="KubeApiException">403 when it names an account that is not there.</exception>
    public async ValueTask AdmitAsync(WriteScope scope, JsonObject pod, CancellationToken cancellationToken)
    {
        var spec = pod.Ensure("spec");
        if (pod.Map("metadata")?.Map("annotations")?.ContainsKey(MirrorAnnotation) == true)
        {
            // A kubelet made the pod already: it only shows it here.
            if (spec.Text("serviceAccountName").Length > 0)
            {
                throw Forbidden(scope, pod, "a mirror pod may not reference service accounts");
            }

            return;
        }

        var name = spec.Text("serviceAccountName") is { Length: > 0 } given ? given : NamespaceContents.Account;
        var account = await FindAsync(scope.Key.Namespace, name, cancellationToken) ?? throw Forbidden(
            scope, pod, $"error looking up service account {scope.Key.Namespace}/{name}: serviceaccount \"{name}\" not found");
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
        if (Mounts(spec) ?? Mounts(account) ?? true)
        {
            MountToken(spec);
        }

        if (spec.List("imagePullSecrets") is not { Count: > 0 } && account.List("imagePullSecrets") is { Count: > 0 } secrets)
        {
            spec["imagePullSecrets"] = secrets.DeepClone();
        }
    }

    private static bool? Mounts(JsonObject owner) =>
        owner["automountServiceAccountToken"] is JsonValue value && value.TryGetValue<bool>(out var mounts) ? mounts : null;

    private static KubeApiException Forbidden(WriteScope scope, JsonObject pod, string why) =>
        ApiErrors.Forbidden(scope.Resource, pod.Map("metadata")?.Text("name") ?? "", why);

    private static bool HasMount(JsonObject container) =>
        container.List("volumeMounts")?.OfType<JsonObject>().Any(m => m.Text("mountPath") == MountPath) == true;

    private static void Add(JsonObject owner, string list, JsonNode item)
    {
        if (owner.List(list) is { } existing)
        {
            existing.Add(item);
        }
        else
        {
            owner[list] = new JsonArray(item);
        }
    }

    private static JsonObject TokenVolume(string name)
    {
        var token = new JsonObject { ["expirationSeconds"] = TokenSeconds, ["path"] = "token" };
        var authority = new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
            ["name"] = NamespaceContents.RootAuthority,
        };
        var field = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" };
        var ns = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["fieldRef"] = field, ["path"] = "namespace" }) };
        var sources = new JsonArray(
            new JsonObject { ["serviceAccountToken"] = token },
            new JsonObject { ["configMap"] = authority },
            new JsonObject { ["downwardAPI"] = ns });
        return new JsonObject { ["name"] = name, ["projected"] = new JsonObject { ["sources"] = sources, ["defaultMode"] = FileMode } };
    }

    private void MountToken(JsonObject spec)
    {
        var containers = ((string[])["containers", "initContainers"]).SelectMany(c => spec.List(c)?.OfType<JsonObject>() ?? []);
        var without = containers.Where(c => !HasMount(c)).ToList();
        if (without.Count == 0)
        {
            return;
        }

        var volume = "kube-api-access-" + core.Random.NextNameSuffix();
        foreach (var container in without)
        {
            Add(container, "volumeMounts", new JsonObject { ["name"] = volume, ["readOnly"] = true, ["mountPath"] = MountPath });
        }

        Add(spec, "volumes", TokenVolume(volume));
    }

    private async ValueTask<JsonObject?> FindAsync(string ns, string name, CancellationToken cancellationToken)
    {
        var key = new StoreKey("serviceaccounts", ns, name);
        if (core.Store.Get(key) is null && name == NamespaceContents.Account && core.Namespaces is { } namespaces)
        {
            // The namespace is so new that its account is still being made.
            await namespaces.EnsureAccountAsync(ns, cancellationToken);
        }

        return core.Store.Get(key) is { } stored ? ObjectViews.Of(stored).Stored.ToJsonObject() : null;
    }
}
