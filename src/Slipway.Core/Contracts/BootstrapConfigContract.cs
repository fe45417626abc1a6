namespace Slipway.Core.Contracts;

/// <summary>What core reads of a bootstrap configuration.</summary>
public static class BootstrapConfigContract
{
    /// <summary>The field that says that the boot data is there, for messages.</summary>
    public static string DataSecretCreatedField(ContractObject config) =>
        config.Contract == ContractVersion.V1Beta1 ? "status.ready" : "status.initialization.dataSecretCreated";

    /// <summary>Whether the boot data is there.</summary>
    public static bool IsDataSecretCreated(ContractObject config) =>
        config.Contract == ContractVersion.V1Beta1 ? config.Flag("status", "ready") : config.Flag("status", "initialization", "dataSecretCreated");

    /// <summary>Name of the Secret that holds the boot data.</summary>
    public static string? DataSecretName(ContractObject config) => config.Text("status", "dataSecretName");
}
