namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Types of a DevMachine's conditions.</summary>
public static class DevMachineConditions
{
    /// <summary>The summary of the others.</summary>
    public const string Ready = "Ready";

    /// <summary>The machine itself runs.</summary>
    public const string VMProvisioned = "VMProvisioned";

    /// <summary>Its Node has joined.</summary>
    public const string NodeProvisioned = "NodeProvisioned";

    /// <summary>Its etcd member runs.</summary>
    public const string EtcdProvisioned = "EtcdProvisioned";

    /// <summary>Its API server runs.</summary>
    public const string APIServerProvisioned = "APIServerProvisioned";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
