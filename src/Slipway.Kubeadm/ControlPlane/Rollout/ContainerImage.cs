namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>The parts of an image's name.</summary>
/// <param name="Repository">What stands before the last slash; empty for none.</param>
/// <param name="Name">The name within the repository.</param>
/// <param name="Tag">The tag; null for none. A digest is not kept: it would hold the image at what it is.</param>
internal sealed record ContainerImage(string Repository, string Name, string? Tag)
{
    /// <summary>Reads an image as a container names it.</summary>
    public static ContainerImage Parse(string image)
    {
        var reference = image.Split('@')[0];
        var slash = reference.LastIndexOf('/');
        var (repository, name) = (slash < 0 ? "" : reference[..slash], reference[(slash + 1)..]);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new(repository, name, Tag: null) : new(repository, name[..colon], name[(colon + 1)..]);
    }

    /// <summary>The same image from another repository; from the same for null.</summary>
    public ContainerImage From(string? repository) => string.IsNullOrEmpty(repository) ? this : this with { Repository = repository.TrimEnd('/') };

    /// <inheritdoc/>
    public override string ToString() => $"{(Repository.Length == 0 ? "" : $"{Repository}/")}{Name}{(Tag is null ? "" : $":{Tag}")}";
}
