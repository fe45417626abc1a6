namespace Slipway.Dev.Etcd;

/// <summary>A member of a workload cluster's etcd, as its member list has it.</summary>
/// <param name="Id">The identifier that etcd gave it.</param>
/// <param name="Name">Its name: the machine's Node.</param>
internal sealed record EtcdMember(ulong Id, string Name)
{
    /// <summary>The alarm that it has raised, such as <c>NOSPACE</c>; null for none.</summary>
    public string? Alarm { get; init; }
}
