using System.Text.Json.Nodes;
using Slipway.Api.Shared;

namespace Slipway.Core.Contracts;

/// <summary>What core reads of an infrastructure machine.</summary>
public static class InfrastructureMachineContract
{
    /// <summary>The field that says that the machine is provisioned, for messages.</summary>
    public static string ProvisionedField(ContractObject machine) =>
        machine.Contract == ContractVersion.V1Beta1 ? "status.ready" : "status.initialization.provisioned";

    /// <summary>Whether the machine says that it is provisioned.</summary>
    public static bool IsProvisioned(ContractObject machine) =>
        machine.Contract == ContractVersion.V1Beta1 ? machine.Flag("status", "ready") : machine.Flag("status", "initialization", "provisioned");

    /// <summary>The cloud's identifier of the machine.</summary>
    public static string? ProviderId(ContractObject machine) => machine.Text("spec", "providerID");

    /// <summary>The failure domain it runs in; null when it does not report one.</summary>
    public static string? FailureDomain(ContractObject machine) => machine.Text("status", "failureDomain");

    /// <summary>The failure domain that an older provider chose in its spec; null for none.</summary>
    public static string? ChosenFailureDomain(ContractObject machine) => machine.Text("spec", "failureDomain");

    /// <summary>The machine's addresses; null when it reports none.</summary>
    public static List<MachineAddress>? Addresses(ContractObject machine) =>
        machine.At("status", "addresses") is JsonArray { Count: > 0 } addresses
            ? [.. addresses.OfType<JsonObject>().Select(a => new MachineAddress { Type = (string?)a["type"], Address = (string?)a["address"] })]
            : null;

    /// <summary>Whether the cloud may take the machine away at any time.</summary>
    public static bool IsInterruptible(ContractObject machine) => machine.Flag("status", "interruptible");
}
