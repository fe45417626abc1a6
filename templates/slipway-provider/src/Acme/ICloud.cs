namespace Acme;

/// <summary>What the provider asks of the cloud.</summary>
public interface ICloud
{
    /// <summary>The machine of a name; null when there is none.</summary>
    ValueTask<CloudMachine?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes a machine. Asked again for the same name, it must not make a second one: the first answer may have been lost.</summary>
    ValueTask CreateAsync(string name, string size, ReadOnlyMemory<byte> userData, CancellationToken cancellationToken);

    /// <summary>Asks for the end of a machine; it may take a while.</summary>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A machine as the cloud tells of it.</summary>
public sealed record CloudMachine(string Id, string Address, bool IsRunning);
