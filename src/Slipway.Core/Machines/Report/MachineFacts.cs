using System.Globalization;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Report;

/// <summary>What a Machine's status takes over from its parts and its Node.</summary>
internal static class MachineFacts
{
    public static void Fill(MachineScope scope, Machine machine, MachineStatus status)
    {
        if (scope.Infrastructure is Observed<ContractObject>.Found(var infrastructure)
            && !infrastructure.Source.IsDeleting
            && (scope.WasInfrastructureProvisioned || InfrastructureMachineContract.IsProvisioned(infrastructure))
            && InfrastructureMachineContract.ProviderId(infrastructure) is not null)
        {
            (status.Initialization ??= new()).InfrastructureProvisioned = true;
            status.Addresses = InfrastructureMachineContract.Addresses(infrastructure) ?? status.Addresses;
            status.FailureDomain = InfrastructureMachineContract.FailureDomain(infrastructure) ?? status.FailureDomain;
        }

        // Of a Secret that a person has made nobody can tell whether it is there.
        if (scope.Bootstrap is Observed<ContractObject>.Found && machine.Spec!.Bootstrap!.DataSecretName is not null)
        {
            (status.Initialization ??= new()).BootstrapDataSecretCreated = true;
        }

        if (scope.Node.Node is { } node)
        {
            status.NodeRef = new MachineNodeReference { Name = node.Metadata.Name };
            status.NodeInfo = Complete(node.Status?.NodeInfo);
        }

        FillFailure(scope, status);
        status.CertificatesExpiryDate = CertificatesExpiry(scope, machine);
    }

    private static void FillFailure(MachineScope scope, MachineStatus status)
    {
        ContractMirror.Failure(scope.Bootstrap?.ValueOrNull, Note);
        ContractMirror.Failure(scope.Infrastructure.ValueOrNull, Note);
        if (scope is { Infrastructure: Observed<ContractObject>.Absent, WasInfrastructureProvisioned: true, IsDeleting: false })
        {
            var reference = scope.Machine.Spec!.InfrastructureRef!;
            Note(
                "InvalidConfiguration",
                $"Machine infrastructure resource {reference.Kind} {scope.Machine.Metadata.NamespaceProperty}/{reference.Name} has been deleted after provisioning was completed");
        }

        void Note(string? reason, string? message)
        {
            var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
            deprecated.FailureReason = reason ?? deprecated.FailureReason;
            deprecated.FailureMessage = message ?? deprecated.FailureMessage;
        }
    }

    /// <summary>The phase of a Machine whose status is filled in otherwise.</summary>
    public static string Phase(Machine machine, MachineStatus status)
    {
        if (machine.Metadata.DeletionTimestamp is not null)
        {
            return MachinePhase.Deleting;
        }

        var provisioned = status.Initialization?.InfrastructureProvisioned == true;
        if (status.NodeRef is not null && provisioned)
        {
            return MachinePhase.Running;
        }

        if (machine.Spec!.ProviderID is not null)
        {
            return MachinePhase.Provisioned;
        }

        return status.Initialization?.BootstrapDataSecretCreated == true && !provisioned ? MachinePhase.Provisioning : MachinePhase.Pending;
    }

    /// <summary>
    /// All that the API requires is there, as Kubernetes' own types always write it: empty where the kubelet says nothing.
    /// </summary>
    private static V1NodeSystemInfo? Complete(V1NodeSystemInfo? info)
    {
        if (info is null)
        {
            return null;
        }

        info.Architecture ??= "";
        info.BootID ??= "";
        info.ContainerRuntimeVersion ??= "";
        info.KernelVersion ??= "";
        info.KubeProxyVersion ??= "";
        info.KubeletVersion ??= "";
        info.MachineID ??= "";
        info.OperatingSystem ??= "";
        info.OsImage ??= "";
        info.SystemUUID ??= "";
        return info;
    }

    private static DateTime? CertificatesExpiry(MachineScope scope, Machine machine)
    {
        if (machine.Metadata.Labels?.ContainsKey(ClusterLabels.ControlPlane) != true)
        {
            return null;
        }

        string? text = null;
        if (machine.Metadata.Annotations?.TryGetValue(MachineAnnotations.CertificatesExpiry, out text) != true)
        {
            text = scope.Bootstrap?.ValueOrNull?.Source.Metadata.Annotations.GetValueOrDefault(MachineAnnotations.CertificatesExpiry);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry) ? expiry.UtcDateTime : null;
    }
}
