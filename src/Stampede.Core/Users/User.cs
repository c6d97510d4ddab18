namespace Stampede;

/// <summary>A virtual user.</summary>
public abstract class User
{
}
